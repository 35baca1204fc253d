namespace BioDL.Cli.Processes;

/// <summary>The <c>dotnet</c> program that runs this process, and how it is told to leave nothing running behind.</summary>
internal static class DotNet
{
    /// <summary>Arguments for every build that we start: no servers stay behind (they would keep hundreds of megabytes), plain output.</summary>
    public static readonly IReadOnlyList<string> BuildArguments =
        ["-c", "Release", "-nologo", "-tl:off", "-v:minimal", "-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>Environment for every <c>dotnet</c> that we start.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Environment = new Dictionary<string, string?>
    {
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    public static string Program =>
        System.Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
