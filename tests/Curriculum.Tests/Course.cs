using System.Reflection;
using BioDL.Notebooks.Files;

namespace Curriculum.Tests;

/// <summary>The curriculum as it is committed.</summary>
internal static class Course
{
    /// <summary>The folder that holds <c>notebooks/</c>.</summary>
    public static string Folder { get; } = Path.GetFullPath(typeof(Course).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "CourseFolder").Value!);

    /// <summary>Paths of all notebooks, in their order.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "notebooks"), "*.ipynb", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Names of all notebooks, for tests that look at each.</summary>
    public static TheoryData<string> Names => [.. Paths.Select(path => Path.GetFileNameWithoutExtension(path)!)];

    public static NotebookFile Read(string name) => NotebookFile.Read(Paths.Single(path => Path.GetFileNameWithoutExtension(path) == name));
}
