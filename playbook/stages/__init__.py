"""What each stage computes, says and draws: a package a stage, pure functions of tables."""
