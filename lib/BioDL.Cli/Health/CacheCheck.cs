using BioDL.Data;

namespace BioDL.Cli.Health;

/// <summary>Looks at the cache of data and models: what it and the mirror folder hold, and whether more can be fetched into it.</summary>
internal static class CacheCheck
{
    private const string Subject = $"data at hand ({DataPlaces.CacheVariable})";

    public static Finding Look(DataStore store, IReadOnlyList<DatasetManifest> manifests)
    {
        var whole = manifests.Where(manifest => store.Missing(manifest).Count == 0).Select(manifest => manifest.Id).ToList();
        var found = $"{whole.Count} of {manifests.Count} sets and models{(whole.Count is > 0 and < 6 ? $" ({string.Join(", ", whole)})" : "")}; more go to {store.Places.Cache}";
        return CourseChecks.Writable(Subject, store.Places.Cache) is { Verdict: Verdict.Unwell } unwritable
            ? Finding.Look(Subject, $"{whole.Count} of {manifests.Count} sets and models; {unwritable.Found}, so nothing can be fetched",
                $"set {DataPlaces.CacheVariable} to a folder of your own.")
            : Finding.Well(Subject, found);
    }
}
