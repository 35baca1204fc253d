namespace BioDL.Cli;

/// <summary>What a verb works with.</summary>
/// <param name="Place">The course's folders.</param>
/// <param name="Screen">Where messages go.</param>
/// <param name="Build">Folder of the build that runs: <c>cli</c>, <c>worker</c> and <c>lib</c> lie in it.</param>
internal sealed record Surroundings(Workplace Place, Screen Screen, string Build)
{
    public string Worker => Path.Combine(Build, "worker", "BioDL.Notebooks.dll");

    public string Library => Path.Combine(Build, "lib");
}
