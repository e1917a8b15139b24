"""Communication plan: whom to speak to, what is said when, and who must hear it first."""
