"""Sample data: invented people of an invented season, told in the files that offices would send."""

from etl.sample.generator import SAMPLE_AS_OF, Sample, generate, generate_sample

__all__ = ["SAMPLE_AS_OF", "Sample", "generate", "generate_sample"]
