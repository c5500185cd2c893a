"""A slow, literal reading of the method, in exact arithmetic.

Standard library only.  Nothing here imports the package that it judges.
"""
