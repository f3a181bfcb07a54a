// Keeps the library alive until its first source is there.
