"""Culture workshop: the tasks of a job, what could be automated, and what runs already."""
