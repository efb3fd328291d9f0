"""From the offices' files to figures that anyone can trace.

Reading order is running order: `reading` takes a file apart into cells, `contract` judges them row by row,
`sql/1_core` makes one typed entity a file, `sql/2_counts` says who belongs to each count from which day
until which, `sql/3_results` sums them for every day and grain, and `warehouse` publishes the whole.
"""
