using System.Globalization;

namespace BioDL.Cli.Health;

/// <summary>How much memory this process may still take: the machine's, or less where a container sets a limit.</summary>
internal static class Memory
{
    private const long NoLimit = 1L << 60;

    /// <param name="Total">What the machine or the container has, in bytes.</param>
    /// <param name="Available">What of it is free, in bytes.</param>
    internal readonly record struct Amount(long Total, long Available);

    public static Amount Measure()
    {
        if (!OperatingSystem.IsLinux())
        {
            var information = GC.GetGCMemoryInfo();
            return new Amount(information.TotalAvailableMemoryBytes, information.TotalAvailableMemoryBytes - information.MemoryLoadBytes);
        }

        return Combine(Read("/proc/meminfo"), ContainerLimit("/sys/fs/cgroup"), ContainerUse("/sys/fs/cgroup"));
    }

    internal static Amount Combine(string memoryInformation, long? limit, long? used)
    {
        var machine = new Amount(Field(memoryInformation, "MemTotal:"), Field(memoryInformation, "MemAvailable:"));
        return limit is { } bytes && bytes < machine.Total
            ? new Amount(bytes, Math.Min(machine.Available, Math.Max(0, bytes - (used ?? 0))))
            : machine;
    }

    // Control groups version 2, then version 1.
    internal static long? ContainerLimit(string folder) =>
        Number(Path.Combine(folder, "memory.max")) ?? Number(Path.Combine(folder, "memory", "memory.limit_in_bytes"));

    internal static long? ContainerUse(string folder) =>
        Number(Path.Combine(folder, "memory.current")) ?? Number(Path.Combine(folder, "memory", "memory.usage_in_bytes"));

    private static long? Number(string path) =>
        long.TryParse(Read(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < NoLimit ? number : null;

    private static long Field(string text, string name)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var number = line?[name.Length..].Trim().Split(' ')[0];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : 0;
    }

    private static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
