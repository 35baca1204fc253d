using System.Text.Json.Nodes;
using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;
using BioDL.Tests.Jupyter;

namespace Curriculum.Tests;

/// <summary>Every notebook runs from top to bottom in our kernel, whichever of Jupyter's programs asks for it.</summary>
public sealed class KernelTests : IDisposable
{
    private const string Execute = """
        import sys, nbformat
        from nbclient import NotebookClient
        notebook = nbformat.read(sys.argv[1], as_version=4)
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": "."}}).execute()
        nbformat.validate(notebook, relax_add_props=False)
        nbformat.write(notebook, sys.argv[2])
        """;

    private readonly TemporaryFolder folder = new();
    private readonly KernelSpecFolder kernels = new(typeof(NotebookRunner).Assembly.Location, AppContext.BaseDirectory);

    public void Dispose()
    {
        kernels.Dispose();
        folder.Dispose();
    }

    [JupyterToolsFact("nbclient", "nbformat")]
    public async Task Nbclient_runs_every_notebook_with_its_pictures_and_charts()
    {
        var kinds = new HashSet<string>();
        foreach (var path in Course.Paths)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            await kernels.RunAsync(JupyterToolsFactAttribute.Python, folder.Path, "-c", Execute, Quick(path), "executed.ipynb");
            var cells = NotebookFile.Read(Path.Combine(folder.Path, "executed.ipynb")).Cells.Where(cell => cell.IsCode).ToList();
            Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.ExecutionCount ?? 0));
            kinds.UnionWith(cells.SelectMany(cell => cell.Outputs).Select(output => output["data"]).OfType<JsonObject>().SelectMany(data => data.Select(part => part.Key)));
            Assert.True(File.Exists(Path.Combine(folder.Path, name + ".result.json")), $"{name} left no result");
        }
        Assert.Superset(new HashSet<string> { "text/plain", "text/html", "image/svg+xml", "application/vnd.plotly.v1+json" }, kinds);
    }

    [JupyterToolsFact("nbclient", "nbconvert", "jupyter_client")]
    public async Task Jupyter_execute_and_nbconvert_run_a_notebook_by_the_kernel_that_it_names()
    {
        var path = Quick(Course.Paths[0]);
        await kernels.RunAsync(JupyterToolsFactAttribute.Python, folder.Path, "-m", "jupyter", "execute", path);
        await kernels.RunAsync(JupyterToolsFactAttribute.Python, folder.Path, "-m", "jupyter", "nbconvert", "--to", "html", "--execute", "--output", "page.html", path);
        Assert.Contains("<img", File.ReadAllText(Path.Combine(folder.Path, "page.html")), StringComparison.Ordinal);
    }

    /// <summary>A copy with simulated images, and few of them.</summary>
    private string Quick(string path)
    {
        var text = File.ReadAllText(path).Replace("string data = \\\"auto\\\"", "string data = \\\"embedded\\\"").Replace("bool quick = false", "bool quick = true ");
        var copy = Path.Combine(folder.Path, Path.GetFileName(path));
        File.WriteAllText(copy, text);
        return copy;
    }
}
