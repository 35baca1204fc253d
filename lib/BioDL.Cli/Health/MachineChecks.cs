using System.Globalization;
using BioDL.Cli.Processes;
using BioDL.Cli.Running;

namespace BioDL.Cli.Health;

/// <summary>Looks at the machine: .NET, memory, cores, disk.</summary>
internal static class MachineChecks
{
    private const long EnoughMemory = 2L << 30;
    private const long LeastMemory = 700L << 20;
    private const long EnoughDisk = 2L << 30;
    private const long LeastDisk = 200L << 20;

    public static async Task<Finding> SdkAsync(string folder, CancellationToken cancellation)
    {
        var lines = new List<string>();
        await Child.RunAsync(
            new ChildOptions { Program = DotNet.Program, Arguments = ["--list-sdks"], Folder = folder, Environment = DotNet.Environment },
            lines.Add, cancellation).ConfigureAwait(false);
        return Sdk([.. lines.Select(line => line.Split(' ')[0]).Where(version => version.Length > 0 && char.IsAsciiDigit(version[0]))]);
    }

    internal static Finding Sdk(IReadOnlyList<string> versions) =>
        versions.LastOrDefault(version => version.StartsWith("10.", StringComparison.Ordinal)) is { } fitting
            ? Finding.Well(".NET SDK", fitting)
            : Finding.Unwell(".NET SDK", versions.Count == 0 ? "none" : $"{string.Join(", ", versions)}; expected 10.0.100 or a later 10.x",
                "install the .NET 10 SDK (choose SDK, not Runtime) and open a new terminal.");

    public static Finding MemoryOf(Memory.Amount memory)
    {
        var found = $"{Readable.Bytes(memory.Available)} free of {Readable.Bytes(memory.Total)}";
        return memory.Available switch
        {
            < LeastMemory => Finding.Unwell("memory", found, "close other programs, or use a machine (or container) with 2 GB or more."),
            < EnoughMemory => Finding.Look("memory", $"{found}; notebooks may take up to 2 GB", "close other programs; run one notebook at a time (--jobs 1)."),
            _ => Finding.Well("memory", found),
        };
    }

    public static Finding Cores(int cores, string? threads)
    {
        if (string.IsNullOrEmpty(threads))
            return Finding.Well("processor cores", cores.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? Finding.Well("processor cores", $"{cores}; BIODL_THREADS limits BioDL to {number}")
            : Finding.Look("processor cores", $"{cores}, but BIODL_THREADS is '{threads}'", "set BIODL_THREADS to a whole number from 1, or remove it.");
    }

    public static Finding Disk(string folder)
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Look("disk", $"could not be looked at: {error.Message}", "see that about 2 GB are free.");
        }

        return Disk(free);
    }

    internal static Finding Disk(long free)
    {
        var found = $"{Readable.Bytes(free)} free";
        return free switch
        {
            < LeastDisk => Finding.Unwell("disk", found, "make room: BioDL needs at least 200 MB, better 2 GB."),
            < EnoughDisk => Finding.Look("disk", $"{found}; data sets and models may take up to 2 GB", "make room before a long session."),
            _ => Finding.Well("disk", found),
        };
    }
}
