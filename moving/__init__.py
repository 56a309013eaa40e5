"""Moving in and out: bringing a site in from elsewhere, taking all of it away, keeping it safe."""
