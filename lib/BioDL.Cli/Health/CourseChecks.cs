using BioDL.Cli.Building;
using BioDL.Cli.Running;

namespace BioDL.Cli.Health;

/// <summary>Looks at this copy of the course: notebooks, parts, and folders that must be writable.</summary>
internal static class CourseChecks
{
    public static Finding Notebooks(string folder)
    {
        var count = new NotebookNames(folder, folder).All().Count;
        return count > 0
            ? Finding.Well("notebooks", $"{count} in {folder}")
            : Finding.Unwell("notebooks", $"none in {folder}", "restore them with 'git checkout -- notebooks', or fetch the course again.");
    }

    public static Finding Parts(NpmParts parts) => parts.PlotlyScript is { } script
        ? Finding.Well("chart parts (npm)", script)
        : Finding.Look("chart parts (npm)", "not installed, so charts are still pictures",
            "install Node.js (it brings npm) and be online; the next 'biodl run' fetches them.");

    public static Finding Build(Surroundings surroundings) => File.Exists(surroundings.Worker) && Directory.Exists(surroundings.Library)
        ? Finding.Well("build", Path.GetFileName(surroundings.Build))
        : Finding.Unwell("build", $"{surroundings.Build} is not complete", "delete the folder .biodl of the course and start this command again.");

    public static Finding Writable(string subject, string folder)
    {
        var probe = Path.Combine(folder, $"probe-{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return Finding.Well(subject, $"{folder} can be written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Unwell(subject, $"{folder} cannot be written ({error.Message})",
                "copy the course into a folder of your own, or ask whoever owns this one.");
        }
    }
}
