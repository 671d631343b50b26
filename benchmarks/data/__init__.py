"""What the database port costs over the driver it stands on."""
