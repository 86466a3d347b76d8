// Each class may run a hub, a browser and clients of its own: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
