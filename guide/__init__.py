"""The guide that ships with careerplan: TOML files, no code."""
