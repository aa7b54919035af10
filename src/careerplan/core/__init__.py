"""What is asked, what a person has, and where the two meet: values and pure functions only."""
