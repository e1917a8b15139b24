"""Excel workbooks that a facilitator can run the workshops with, without the kit."""
