"""What an answer is worth: text -> words -> patterns -> similarity -> gates -> assessment."""
