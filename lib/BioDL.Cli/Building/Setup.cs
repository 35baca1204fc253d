namespace BioDL.Cli.Building;

/// <summary>Makes sure that the build in use belongs to the sources as they are now.</summary>
internal sealed class Setup(Workplace place, BuildStore store, Func<CancellationToken, Task> build, Action<string> say)
{
    private const int MostAttempts = 3;

    public static Setup For(Workplace place, Screen screen) => new(
        place, new BuildStore(place.State),
        cancellation => new Builder(place).BuildAsync("lib/BioDL.Cli/BioDL.Cli.csproj", cancellation), screen.Notice);

    /// <summary>The name of a complete build of the present sources; builds it when there is none yet.</summary>
    public async Task<string> EnsureAsync(CancellationToken cancellation)
    {
        var stamp = SourceStamp.Quick(SourceFiles.List(place.Root));
        if (UpToDate(stamp) is { } current)
            return current;
        using var mine = await BuildLock.TakeAsync(place.State, say, cancellation).ConfigureAwait(false);
        return UpToDate(stamp) ?? await BringUpToDateAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes over what the start script built when there was no build at all.</summary>
    public async Task<string> InstallAsync(string artifacts, CancellationToken cancellation)
    {
        using var mine = await BuildLock.TakeAsync(place.State, say, cancellation).ConfigureAwait(false);
        var files = SourceFiles.List(place.Root);
        var name = BuildStore.NameFor(SourceStamp.OfContents(place.Root, files));
        if (!store.IsComplete(name))
            store.Install(name, artifacts);
        return Adopt(name, SourceStamp.Quick(files));
    }

    private string? UpToDate(string stamp) =>
        store.Current() is { } current && store.StampOf(current) == stamp ? current : null;

    // A source that is saved while the compiler runs must not end up under the wrong fingerprint: look again afterwards.
    private async Task<string> BringUpToDateAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var files = SourceFiles.List(place.Root);
            var name = BuildStore.NameFor(SourceStamp.OfContents(place.Root, files));
            if (store.IsComplete(name))
                return Adopt(name, SourceStamp.Quick(files));
            say("BioDL's own code changed: building it again …");
            await build(cancellation).ConfigureAwait(false);
            var after = SourceFiles.List(place.Root);
            if (BuildStore.NameFor(SourceStamp.OfContents(place.Root, after)) != name)
                continue;
            store.Install(name, place.Artifacts);
            return Adopt(name, SourceStamp.Quick(after));
        }

        throw new ProblemException(
            "BioDL's own code kept changing while it was built. Wait until nothing writes into lib/ any more, then start this command again.");
    }

    private string Adopt(string name, string stamp)
    {
        store.SwitchTo(name, stamp);
        store.Prune();
        return name;
    }
}
