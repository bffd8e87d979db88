"""What comes in (reports, data sets, feeds) and what goes out (exports, briefs, Parquet parts)."""
