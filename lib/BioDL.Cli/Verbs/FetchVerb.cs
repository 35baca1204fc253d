using System.CommandLine;
using System.Globalization;
using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl fetch</c>: brings data sets and models into the cache.</summary>
internal sealed class FetchVerb(Surroundings surroundings)
{
    private readonly Argument<string[]> ids = DataNames.Argument("Names of data sets and models.");
    private readonly Option<bool> all = new("--all") { Description = "Fetch everything that the course can use." };
    private readonly Option<bool> list = new("--list") { Description = "Only list what there is: size, what is at hand, licence." };
    private readonly Option<bool> verify = new("--verify") { Description = "Read every file and compare its checksum; damaged ones are fetched anew." };

    private Screen Screen => surroundings.Screen;

    public static Command Describe(Surroundings surroundings)
    {
        var verb = new FetchVerb(surroundings);
        var command = new Command("fetch", "Fetch data sets and models, from a mirror or the network.") { verb.ids, verb.all, verb.list, verb.verify };
        verb.ids.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(() => verb.Invoke(parsed, DataStore.FromEnvironment(), cancellation), cancellation));
        return command;
    }

    private int Invoke(ParseResult parsed, DataStore store, CancellationToken cancellation)
    {
        var named = DataNames.Resolve(parsed.GetValue(ids) ?? []);
        if (parsed.GetValue(list))
            return List(named.Count > 0 ? named : DataNames.All(), store);
        if (named.Count > 0 && parsed.GetValue(all))
            throw new UsageException("Names and --all were given together. Name what to fetch, or write --all alone.");
        if (named.Count == 0 && !parsed.GetValue(all))
            throw new UsageException("Say what to fetch, for instance 'biodl fetch dsb2018-fluo', or 'biodl fetch --all'. 'biodl fetch --list' shows what there is.");
        return Fetch(named.Count > 0 ? named : DataNames.All(), store, parsed.GetValue(verify), cancellation);
    }

    private int List(IReadOnlyList<DatasetManifest> manifests, DataStore store)
    {
        var width = manifests.Max(manifest => manifest.Id.Length);
        foreach (var manifest in manifests)
        {
            var files = manifest.ReadFiles();
            var missing = store.Missing(manifest).Count;
            var here = missing == 0 ? "at hand" : missing == files.Count ? "not here" : "in part";
            Screen.Line($"{manifest.Id.PadRight(width)}  {Megabytes(files.Sum(file => file.Bytes)),8}  {here,-8}  {manifest.Licence,-12}  {manifest.Title}");
        }
        Screen.Line();
        Screen.Line($"Cache: {store.Places.Cache}", Tone.Quiet);
        Screen.Line($"Mirror: {store.Mirror.Folder ?? store.Mirror.Address?.AbsoluteUri ?? store.Mirror.Problem}", Tone.Quiet);
        return ExitCode.Success;
    }

    private int Fetch(IReadOnlyList<DatasetManifest> manifests, DataStore store, bool verified, CancellationToken cancellation)
    {
        var wanted = manifests.Where(manifest => store.Missing(manifest).Count > 0).Select(manifest => manifest.Id).ToHashSet();
        Screen.Show(
            () =>
            {
                store.Fetch(manifests);
                if (verified && manifests.Sum(manifest => Damaged(manifest, store)) > 0)
                    store.Fetch(manifests);
            },
            cancellation);
        foreach (var manifest in manifests)
        {
            var files = manifest.ReadFiles();
            Screen.Line(
                $"{manifest.Id}: {(wanted.Contains(manifest.Id) ? "fetched" : "already at hand")}{(verified ? ", every checksum right" : "")}, "
                + $"{files.Count.ToString("N0", CultureInfo.InvariantCulture)} file{(files.Count == 1 ? "" : "s")}, {Megabytes(files.Sum(file => file.Bytes))}, licence {manifest.Licence}", Tone.Good);
        }
        return ExitCode.Success;
    }

    /// <summary>Reads all files; damaged ones of the cache are removed on the way.</summary>
    private int Damaged(DatasetManifest manifest, DataStore store)
    {
        var damaged = 0;
        foreach (var file in Progress.Over(manifest.ReadFiles(), $"Verifying {manifest.Id}"))
        {
            try
            {
                store.Read(manifest, file);
            }
            catch (DatasetException fault)
            {
                Screen.Notice(fault.Message);
                damaged++;
            }
        }
        return damaged > 0 && store.Missing(manifest).Count == 0
            ? throw new ProblemException($"{damaged} files of {manifest.Id} are damaged where BioDL only reads: {store.Mirror.Folder ?? store.Places.SharedCache}. Copy them there again.")
            : damaged;
    }

    internal static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
