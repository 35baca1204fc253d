namespace BioDL.Models;

/// <summary>
/// Reads formats 0.3 and 0.4 and says the same in the words of 0.5: letters become axes, a shape becomes the sizes of axes, <c>scale</c> and <c>offset</c>
/// of an output's shape become references with an offset and a pixel size.
/// </summary>
internal static class OldFormat
{
    public static ModelDescription Read(Field root, string format, string text)
    {
        var description = CommonParts.Read(root, format, text) with { Weights = WeightsReader.Read(root) };
        var inputs = Tensors(root, "inputs").Select((field, i) => Input(field, root, i)).ToArray();
        var outputs = Tensors(root, "outputs").Select((field, i) => Output(field, root, i, inputs)).ToArray();
        WarnOfCounts(root, inputs.Length, outputs.Length);
        CommonParts.Finish(root);
        description = description with { Inputs = inputs, Outputs = outputs };
        DescriptionChecks.Check(description, root.Problems, isOld: true);
        return description;
    }

    private static IReadOnlyList<Field> Tensors(Field root, string key)
    {
        var field = root[key];
        if (!field.IsList || field.Items().Count == 0)
        {
            field.Error("a list of at least one tensor");
            return [];
        }
        return field.Items();
    }

    private static void WarnOfCounts(Field root, int inputs, int outputs)
    {
        foreach (var (key, count) in new[] { ("test_inputs", inputs), ("test_outputs", outputs) })
        {
            if (root[key].Texts().Count != count)
                root[key].Warn($"{count} arrays (.npy), one for each tensor, with which the model can be tried");
        }
    }

    private static TensorDescription Input(Field field, Field root, int number)
    {
        var letters = OldShapes.Letters(field["axes"]);
        var tensor = Common(field) with
        {
            Axes = OldShapes.InputAxes(field["shape"], letters),
            Processing = OldProcessing.Read(field["preprocessing"], letters, isInput: true),
            TestTensor = FileAt(root["test_inputs"], number),
            SampleTensor = FileAt(root["sample_inputs"], number),
        };
        field.WarnOfUnknownKeys();
        return tensor;
    }

    private static TensorDescription Output(Field field, Field root, int number, IReadOnlyList<TensorDescription> inputs)
    {
        var letters = OldShapes.Letters(field["axes"]);
        var axes = OldShapes.OutputAxes(field["shape"], letters, inputs);
        var tensor = Common(field) with
        {
            Axes = OldShapes.WithHalo(axes, field["halo"], inputs),
            Processing = OldProcessing.Read(field["postprocessing"], letters, isInput: false),
            TestTensor = FileAt(root["test_outputs"], number),
            SampleTensor = FileAt(root["sample_outputs"], number),
        };
        field.WarnOfUnknownKeys();
        return tensor;
    }

    private static TensorDescription Common(Field field)
    {
        if (!field.IsMap)
            field.Error("{name, axes, shape, …}");
        return new TensorDescription
        {
            Id = field["name"].Required("the tensor's name"),
            Description = field["description"].Text() ?? "",
            Axes = [],
            DataType = NewFormat.DataType(field["data_type"], "float32"),
            Range = NewFormat.Range(field["data_range"]),
        };
    }

    private static FileReference? FileAt(Field files, int number) => files.OneOrMore().ElementAtOrDefault(number) is { } field ? CommonParts.File(field) : null;
}
