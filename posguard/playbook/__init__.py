"""What the advice says: the model of a pack, its reader and checks, the walk through a tree, and the plan."""
