namespace BioDL.Cli.Jupyter;

/// <summary>Where Jupyter looks for kernels.</summary>
internal static class KernelFolders
{
    /// <summary>The folder for the user alone, as Jupyter's own rules have it.</summary>
    public static string OfUser()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
            return Path.Combine(named, "kernels");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var data = OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } share ? Path.Combine(share, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
        return Path.Combine(data, "kernels");
    }

    /// <summary>The folder below the prefix of an installation: <c>/usr/local</c>, or that of a Python environment.</summary>
    public static string OfPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    /// <summary>The folder of the Python environment that is active.</summary>
    /// <exception cref="UsageException">None is.</exception>
    public static string OfEnvironment() =>
        new[] { "VIRTUAL_ENV", "CONDA_PREFIX" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(folder => !string.IsNullOrEmpty(folder)) is { } active
            ? OfPrefix(active)
            : throw new UsageException("--sys-prefix: no Python environment is active (neither VIRTUAL_ENV nor CONDA_PREFIX is set). Activate one, or name its folder with --prefix.");
}
