"""Run the stages: which notebooks there are, how one is executed, what a run leaves behind."""
