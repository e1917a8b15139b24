"""What people look at: tables, figures and sentences, the same in a notebook and in a report."""
