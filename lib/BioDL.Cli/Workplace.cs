using BioDL.Data;

namespace BioDL.Cli;

/// <summary>The folders of one copy of the course. Everything that BioDL makes for itself lies below <see cref="State"/>.</summary>
/// <param name="Root">The folder that holds <c>biodl</c>, <c>notebooks</c> and <c>lib</c>.</param>
internal sealed record Workplace(string Root)
{
    /// <summary>The variable in which the start script names the course's folder.</summary>
    public const string RootVariable = "BIODL_ROOT";

    /// <summary>Name of the file that marks the course's folder.</summary>
    public const string SolutionName = "BioDL.Notebooks.sln";

    public string State => Path.Combine(Root, ".biodl");

    public string Artifacts => Path.Combine(State, "artifacts");

    public string Logs => Path.Combine(State, "logs");

    public string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>The npm parts' description and scripts that install things.</summary>
    public string Environment => Path.Combine(Root, "environment");

    /// <summary>The models that ship with the course, a folder each.</summary>
    public string EmbeddedModels => Path.Combine(Root, "data-manifests", "embedded");

    /// <summary>Tables of what was measured on real images.</summary>
    public string Measured => Path.Combine(Root, "data-manifests", "measured");

    public string Tests => Path.Combine(Root, "tests");

    public string Solution => Path.Combine(Root, SolutionName);

    public string DefaultOutput => Path.Combine(Root, "output");

    /// <summary>The course's folder as the script named it, or the nearest one around the running program.</summary>
    public static Workplace Find(string? named, string programFolder)
    {
        if (!string.IsNullOrEmpty(named))
            return new Workplace(Path.GetFullPath(named));
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
                return new Workplace(folder.FullName);
        }

        throw new ProblemException(
            $"The course's folder was not found: neither {programFolder} nor a folder around it holds {SolutionName}. " +
            "Start BioDL with the script 'biodl' of the course's folder.");
    }

    /// <summary>
    /// Notebooks and tests run in folders of their own, so places that were named relative to the caller's folder are named in full from here on.
    /// </summary>
    public static void NamePlacesInFull()
    {
        foreach (var variable in new[] { Mirror.Variable, DataPlaces.CacheVariable, DataPlaces.SharedCacheVariable })
        {
            if (System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder && Mirror.At(folder).Address is null)
                System.Environment.SetEnvironmentVariable(variable, Path.GetFullPath(folder));
        }
    }

    /// <summary>A path as the user best reads it: relative when it lies within the course's folder.</summary>
    public string Shorten(string path) =>
        path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path[(Root.Length + 1)..] : path;
}
