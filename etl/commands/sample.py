"""`sample`: invented seasons, to see the product at work before the first real file."""

import argparse
import shutil
import tempfile
from pathlib import Path

from etl import inbox, pipeline, private
from etl.commands import printing
from etl.commands.load import load_into
from etl.errors import FINE, UserError
from etl.paths import DataFolder, data_folder
from etl.reading.landing import receipts
from etl.sample import generate


def run(arguments: argparse.Namespace) -> int:
    """Write sample files to --out, or make them and load them into the data folder, marked as a sample."""
    data = data_folder(arguments.data)
    if arguments.clear:
        return _clear(data)
    if arguments.out:
        files = generate(Path(arguments.out))
        printing.say(f"已写出 {len(files)} 份示例报送文件。")
        return FINE
    if (receipts(data) or inbox.handed_in(data)) and not pipeline.is_sample(data):
        raise UserError(
            "这个数据文件夹里有实际报送文件，不能混入示例数据。",
            "用 --data 另指定文件夹：python -m etl sample --data 文件夹",
        )
    private.folder(data.landing)
    (data.landing / pipeline.SAMPLE_MARK).write_text("示例数据\n", "utf-8")
    printing.progress("生成示例报送文件")
    with tempfile.TemporaryDirectory() as made:  # numbers of people lie in the landing store only
        generate(Path(made))
        load_into(data, [Path(made)])
    return FINE


def _clear(data: DataFolder) -> int:
    if not pipeline.is_sample(data):
        raise UserError(
            "这个数据文件夹不是示例数据，没有清除任何内容。", "实际数据不由本命令删除。"
        )
    for folder in (data.landing, data.parsed, data.warehouse, data.inbox, data.snapshots):
        shutil.rmtree(folder, ignore_errors=True)
    printing.say("示例数据已清除。")
    return FINE
