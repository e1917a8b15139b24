"""Overview: where the campaign stands, the chain from idea to benefit, votes against benefits."""
