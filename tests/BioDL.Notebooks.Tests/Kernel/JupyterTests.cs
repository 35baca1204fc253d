using BioDL.Notebooks.Runner;
using BioDL.Tests.Jupyter;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>Jupyter's own judges of kernels.</summary>
public sealed class JupyterTests
{
    [JupyterToolsFact("jupyter_kernel_test", "jupyter_client")]
    public async Task Jupyters_test_of_kernels_passes_with_every_part_that_applies()
    {
        using var kernels = new KernelSpecFolder(typeof(NotebookRunner).Assembly.Location, AppContext.BaseDirectory);
        var said = await kernels.RunAsync(JupyterToolsFactAttribute.Python, kernels.Path, Path.Combine(AppContext.BaseDirectory, "Kernel", "kernel_test.py"), "-v");
        // Nothing in C# opens a pager.
        Assert.Contains("OK (skipped=1)", said, StringComparison.Ordinal);
    }
}
