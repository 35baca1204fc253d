namespace BioDL.Learning.Tests.Checking;

/// <summary>A test that asks the reference implementation of ONNX.</summary>
public sealed class OnnxFactAttribute : FactAttribute
{
    /// <param name="published">Whether the test also needs the published models of the mirror.</param>
    public OnnxFactAttribute(bool published = false)
    {
        if (published)
            Skip = new RealImagesFactAttribute().Skip;
        if (!File.Exists("/usr/bin/python3") || !Directory.Exists("/usr/lib/python3/dist-packages/onnx"))
            Skip = "needs Debian's python3-onnx: run environment/install-test-tools.sh";
    }
}
