"""Live votes under fire: browsers vote while server and kernels are killed."""
