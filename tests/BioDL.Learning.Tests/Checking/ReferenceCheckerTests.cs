using BioDL.Learning.Graphs;
using BioDL.Learning.Tests.Files;

namespace BioDL.Learning.Tests.Checking;

public sealed class ReferenceCheckerTests
{
    /// <summary>Prints the values of all initialisers after the reference implementation's checker has passed the file.</summary>
    private const string Print = """
        import glob, onnx
        from onnx import numpy_helper
        for path in sorted(glob.glob('*.onnx')):
            model = onnx.load(path)
            onnx.checker.check_model(model)
            for tensor in model.graph.initializer:
                values = numpy_helper.to_array(tensor)
                print(path, tensor.name, values.dtype, list(values.shape), [float(value) for value in values.ravel()])
        """;

    [OnnxFact]
    public void The_reference_implementation_finds_nothing_wrong_with_what_is_written_and_reads_the_same_numbers()
    {
        using var folder = new TemporaryFolder();
        foreach (var opset in new[] { 11, 12, 13, 14, 15, 16, 17 })
        {
            using var model = new OnnxModel(Every(), opset);
            model.Save(Path.Combine(folder.Path, $"{opset}.onnx"));
        }
        var lines = PythonOnnx.Run(folder.Path, Print).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
        [
            "b bool [2] [1.0, 0.0]", "d float64 [2] [0.5, -1.0]", "f float32 [2, 1] [1.5, 2.5]", "h float16 [2] [1.0, -2.0]", "i8 int8 [1] [-7.0]", "i16 int16 [1] [-8.0]",
            "i32 int32 [1] [-9.0]", "i64 int64 [] [-10.0]", "u8 uint8 [1] [200.0]", "u16 uint16 [1] [60000.0]", "u32 uint32 [1] [4000000000.0]", "u64 uint64 [0] []",
        ];
        Assert.Equal(Enumerable.Range(11, 7).SelectMany(opset => expected.Select(line => $"{opset}.onnx {line}")), lines);
    }

    [OnnxFact(published: true)]
    public void The_published_models_pass_when_they_were_written_again()
    {
        using var folder = new TemporaryFolder();
        var n = 0;
        foreach (var bytes in new[] { PublishedModels.UNetOpset12, PublishedModels.Denoiser })
        {
            using var model = OnnxModel.Load(bytes);
            model.Save(Path.Combine(folder.Path, $"{n++}.onnx"));
        }
        Assert.Equal(66, PythonOnnx.Run(folder.Path, Print).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static Graph Every()
    {
        var branch = new Graph { Name = "branch", Outputs = { new GraphValue("t", ElementType.Float32, [2]) }, Nodes = { new Node { Operator = "Identity", Inputs = ["x"], Outputs = ["t"] } } };
        var other = new Graph { Name = "other", Outputs = { new GraphValue("e", ElementType.Float32, [2]) }, Nodes = { new Node { Operator = "Neg", Inputs = ["x"], Outputs = ["e"] } } };
        var graph = new Graph
        {
            Name = "every",
            Inputs = { new GraphValue("x", ElementType.Float32, [2]), new GraphValue("condition", ElementType.Bool, []) },
            Outputs = { new GraphValue("y", ElementType.Float32, [new Dimension(null, "n")]) },
            Nodes =
            {
                new Node { Operator = "Constant", Outputs = ["c"], Attributes = new Attributes { { "value", Tensor.From([1f, 2], 2) } } },
                new Node { Operator = "Add", Inputs = ["x", "c"], Outputs = ["a"] },
                new Node { Operator = "If", Inputs = ["condition"], Outputs = ["i"], Attributes = new Attributes { { "then_branch", branch }, { "else_branch", other } } },
                new Node { Operator = "Concat", Inputs = ["a", "i"], Outputs = ["y"], Attributes = new Attributes { { "axis", 0 } } },
            },
        };
        foreach (var (name, tensor) in new (string, Tensor)[]
        {
            ("b", Tensor.From([true, false], 2)), ("d", Tensor.From([0.5, -1.0], 2)), ("f", Tensor.From([1.5f, 2.5f], 2, 1)), ("h", Tensor.From([(Half)1, (Half)(-2)], 2)),
            ("i8", Tensor.From([(sbyte)-7], 1)), ("i16", Tensor.From([(short)-8], 1)), ("i32", Tensor.From([-9], 1)), ("i64", Tensor.Scalar(-10L)),
            ("u8", Tensor.From([(byte)200], 1)), ("u16", Tensor.From([(ushort)60000], 1)), ("u32", Tensor.From([4000000000u], 1)), ("u64", Tensor.Zeros(ElementType.UInt64, 0)),
        })
        {
            graph.Initialisers.Add(name, tensor);
        }
        return graph;
    }
}
