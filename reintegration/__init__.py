"""Re/integration over three years: cycles, phases, plans, the fourteen factors and follow-up."""
