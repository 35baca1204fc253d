namespace BioDL.Cli.Jupyter;

/// <summary>A program of Jupyter's that shows notebooks in a browser.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="IsLab">Whether it is JupyterLab, rather than the classic Notebook.</param>
internal sealed record JupyterProgram(string Path, bool IsLab)
{
    /// <summary>What it is called.</summary>
    public string Name => IsLab ? "JupyterLab" : "Jupyter Notebook";

    /// <summary>JupyterLab if there is one, else the classic Notebook, else null.</summary>
    /// <param name="folders">Where to look, first one first.</param>
    public static JupyterProgram? Find(IReadOnlyList<string> folders) =>
        Locate("jupyter-lab", folders) is { } lab ? new JupyterProgram(lab, IsLab: true)
        : Locate("jupyter-notebook", folders) is { } notebook ? new JupyterProgram(notebook, IsLab: false)
        : null;

    /// <summary>The folders of the search path, and where Python puts programs of the user's own.</summary>
    public static IReadOnlyList<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            System.IO.Path.Combine(home, ".local", "bin")];
    }

    /// <summary>How to get one on this system.</summary>
    public static string HowToGetOne()
    {
        var way = OperatingSystem.IsWindows() ? "install Python from the Microsoft Store, open a new terminal, and type: py -m pip install --user jupyterlab"
            : OperatingSystem.IsMacOS() ? "type: brew install jupyterlab (or: python3 -m pip install --user jupyterlab)"
            : File.Exists("/usr/bin/apt-get") ? "type: sudo apt-get install jupyter-notebook (or: python3 -m pip install --user jupyterlab)"
            : File.Exists("/usr/bin/dnf") ? "type: sudo dnf install jupyterlab"
            : "type: python3 -m pip install --user jupyterlab";
        return $"""
            No Jupyter was found on this machine.
              Expected: a program named jupyter-lab or jupyter-notebook on the PATH.
              What to do: {way}
              Without Jupyter: install VS Code with its extension 'Jupyter', run './biodl kernel install' once, open a notebook and choose '{KernelSpec.DisplayName}';
              or run the notebooks without stepping through them: ./biodl run
            """;
    }

    private static string? Locate(string name, IReadOnlyList<string> folders)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd", name + ".bat"] : [name];
        return folders.SelectMany(folder => names.Select(file => System.IO.Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }
}
