"""The library of pictures at the desk: many uploads at once, pictures to choose from, rights that end."""
