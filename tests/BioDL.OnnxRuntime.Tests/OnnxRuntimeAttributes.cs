namespace BioDL.OnnxRuntime.Tests;

/// <summary>A test that compares with ONNX Runtime.</summary>
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = OnnxRuntimeModel.Obstacle;
}

/// <summary>A table of cases that are compared with ONNX Runtime.</summary>
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntimeModel.Obstacle;
}

/// <summary>A test that runs published models in ONNX Runtime, too.</summary>
public sealed class PublishedModelFactAttribute : FactAttribute
{
    public PublishedModelFactAttribute() => Skip = OnnxRuntimeModel.Obstacle ?? new RealImagesFactAttribute().Skip;
}
