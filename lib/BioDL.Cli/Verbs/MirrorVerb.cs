using System.CommandLine;
using System.Globalization;
using BioDL.Cli.Serving;
using BioDL.Data;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl mirror pack</c> and <c>biodl mirror serve</c>: an instructor's laptop serves the room.</summary>
internal static class MirrorVerb
{
    private const int DefaultPort = 8642;

    public static Command Describe(Surroundings surroundings) => new("mirror", "Hand the course's data round where the network is weak.")
    {
        DescribePack(surroundings), DescribeServe(surroundings),
    };

    private static Command DescribePack(Surroundings surroundings)
    {
        var folder = Folder("The folder to write; it may be on a stick.");
        var ids = DataNames.Argument("Names of data sets and models; all when left out.");
        var command = new Command("pack", "Copy data sets and models into a folder that others can use as their mirror.") { folder, ids };
        folder.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        ids.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Pack(surroundings, parsed.GetValue(folder)!, DataNames.Resolve(parsed.GetValue(ids) ?? []), cancellation), cancellation));
        return command;
    }

    private static Command DescribeServe(Surroundings surroundings)
    {
        var folder = Folder("A folder that 'biodl mirror pack' wrote, or one with the same layout.");
        var port = new Option<string?>("--port") { HelpName = "N", Description = $"The port to listen on ({DefaultPort}); 0 for any that is free." };
        var lan = new Option<bool>("--lan") { Description = "Serve the room: everybody on this network. Without it, only this machine." };
        var command = new Command("serve", "Serve such a folder to trainees.") { folder, port, lan };
        folder.Validators.Add(result => FrontDoor.RefuseUnknownOptions(result, command));
        command.SetAction((parsed, cancellation) => ServeAsync(
            surroundings.Screen, parsed.GetValue(folder)!, ReadPort(parsed.GetValue(port)), parsed.GetValue(lan), cancellation));
        return command;
    }

    private static Argument<string> Folder(string description) => new("folder") { Description = description };

    private static int ReadPort(string? typed) => typed is null ? DefaultPort
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new UsageException($"--port was given '{typed}'. Expected a whole number from 0 to 65535, for instance --port {DefaultPort}.");

    private static int Pack(Surroundings surroundings, string folder, IReadOnlyList<DatasetManifest> named, CancellationToken cancellation)
    {
        var manifests = named.Count > 0 ? named : DataNames.All();
        var store = DataStore.FromEnvironment();
        var written = 0L;
        surroundings.Screen.Show(
            () =>
            {
                store.Fetch(manifests);
                written = new MirrorPacker(store, folder).Pack(manifests);
            },
            cancellation);
        var size = FetchVerb.Megabytes(manifests.Sum(manifest => manifest.ReadFiles().Sum(file => file.Bytes)));
        surroundings.Screen.Line($"{Path.GetFullPath(folder)} holds {manifests.Count} sets, {size} ({FetchVerb.Megabytes(written)} of it new).", Tone.Good);
        surroundings.Screen.Line($"To use it, set {Mirror.Variable} to this folder, or serve it: biodl mirror serve {folder} --lan");
        foreach (var licence in manifests.GroupBy(manifest => manifest.Licence).OrderBy(group => group.Key, StringComparer.Ordinal))
            surroundings.Screen.Line($"  licence {licence.Key}: {string.Join(", ", licence.Select(manifest => manifest.Id))}", Tone.Quiet);
        return ExitCode.Success;
    }

    private static async Task<int> ServeAsync(Screen screen, string folder, int port, bool lan, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder {Path.GetFullPath(folder)} does not exist. Write one with: biodl mirror pack {folder}");
        var server = new MirrorServer(folder, DataNames.All());
        if (server.Sets.Count == 0)
            throw new ProblemException($"{Path.GetFullPath(folder)} holds no set of the course whole. Write it with: biodl mirror pack {folder}");
        await using var running = await server.StartAsync(port, lan, cancellation).ConfigureAwait(false);
        screen.Line($"Serving {server.Sets.Count} of {DatasetManifest.Known.Count} sets from {Path.GetFullPath(folder)}: {string.Join(", ", server.Sets)}", Tone.Good);
        screen.Line(lan
            ? "Trainees in this network set one of:"
            : "Only programs on this machine can reach it; add --lan to serve the room. Set:");
        foreach (var address in running.Addresses)
            screen.Line($"  {Mirror.Variable}={address}");
        screen.Line("Plain HTTP: whoever fetches checks every file against the checksum that the course states. Ctrl-C ends it.", Tone.Quiet);
        await running.UntilAsync(cancellation).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
