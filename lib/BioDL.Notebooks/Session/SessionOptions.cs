namespace BioDL.Notebooks.Session;

/// <summary>What a session's cells may refer to without saying where it lies.</summary>
public sealed record SessionOptions
{
    /// <summary>Folders in which <c>#r "Name.dll"</c> looks, first one first.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>Namespaces, and classes of static methods, that every cell sees.</summary>
    public IReadOnlyList<string> Imports { get; init; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
        "BioDL.Hosting.NotebookCommands",
    ];
}
