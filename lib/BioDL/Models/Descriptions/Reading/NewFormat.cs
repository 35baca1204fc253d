using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>Reads format 0.5.</summary>
internal static class NewFormat
{
    public static ModelDescription Read(Field root, string format, string text)
    {
        var description = CommonParts.Read(root, format, text) with
        {
            Inputs = [.. Tensors(root["inputs"]).Select(field => Tensor(field, true))],
            Outputs = [.. Tensors(root["outputs"]).Select(field => Tensor(field, false))],
            Weights = WeightsReader.Read(root),
        };
        CommonParts.Finish(root);
        DescriptionChecks.Check(description, root.Problems, isOld: false);
        return description;
    }

    private static IReadOnlyList<Field> Tensors(Field field)
    {
        if (!field.IsList || field.Items().Count == 0)
        {
            field.Error("a list of at least one tensor");
            return [];
        }
        return field.Items();
    }

    private static TensorDescription Tensor(Field field, bool isInput)
    {
        if (!field.IsMap)
            field.Error("{id, axes, test_tensor, …}");
        var axes = field["axes"].Items();
        if (axes.Count == 0 && !field.Problems.HasErrorsAt(field["axes"].Path))
            field["axes"].Error("a list of at least one axis");
        var (type, range) = Data(field["data"]);
        var tensor = new TensorDescription
        {
            Id = field["id"].Text() ?? (isInput ? "input" : "output"),
            Description = field["description"].Text() ?? "",
            Axes = [.. axes.Select(axis => Axis(axis, isInput))],
            DataType = type,
            Range = range,
            Optional = isInput && field["optional"].Truth(false),
            Processing = NewProcessing.Read(field[isInput ? "preprocessing" : "postprocessing"], isInput),
            TestTensor = CommonParts.File(field["test_tensor"]),
            SampleTensor = CommonParts.File(field["sample_tensor"]),
        };
        if (tensor.TestTensor is null)
            field["test_tensor"].Warn("an array (.npy) with which the model can be tried");
        field.WarnOfUnknownKeys();
        return tensor;
    }

    private static Axis Axis(Field field, bool isInput)
    {
        var kind = field["type"].Required("batch, channel, index, time or space") switch
        {
            "batch" => AxisKind.Batch,
            "channel" => AxisKind.Channel,
            "index" => AxisKind.Index,
            "time" => AxisKind.Time,
            "space" => AxisKind.Space,
            "" => AxisKind.Space,
            _ => Unknown(field["type"]),
        };
        IReadOnlyList<string> names = kind == AxisKind.Channel ? field["channel_names"].Texts() : [];
        var axis = new Axis
        {
            Kind = kind,
            Id = field["id"].Text() ?? AxisWords.DefaultId(kind),
            Size = Size(field["size"], kind, names.Count, isInput),
            ChannelNames = names,
            Unit = kind is AxisKind.Space or AxisKind.Time ? Unit(field["unit"], kind) : null,
            Scale = kind is AxisKind.Space or AxisKind.Time ? Scale(field["scale"]) : 1,
            Halo = kind is AxisKind.Space or AxisKind.Time && !isInput ? field["halo"].Whole(0) ?? 0 : 0,
        };
        field.WarnOfUnknownKeys("description", "concatenable");
        return axis;
    }

    private static AxisKind Unknown(Field field)
    {
        field.Error("batch, channel, index, time or space");
        return AxisKind.Space;
    }

    private static double Scale(Field field)
    {
        var scale = field.Finite(1, "a number > 0");
        if (scale > 0)
            return scale;
        field.Error("a number > 0");
        return 1;
    }

    private static string? Unit(Field field, AxisKind kind)
    {
        var known = kind == AxisKind.Space ? AxisWords.SpaceUnits : AxisWords.TimeUnits;
        var unit = field.Text();
        if (unit is not null && !known.Contains(unit, StringComparer.Ordinal))
            field.Error(Spelling.Nearest(unit, known) is { } meant ? $"'{meant}', probably" : kind == AxisKind.Space ? "a unit such as micrometer or nanometer" : "a unit such as second or millisecond");
        return unit;
    }

    private static AxisSize Size(Field field, AxisKind kind, int channels, bool isInput)
    {
        switch (kind)
        {
            case AxisKind.Batch:
                if (!field.Exists)
                    return new SteppedSize(1, 1);
                if (field.Whole(1, "1, or nothing for any number") is > 1)
                    field.Error("1, or nothing for any number");
                return new FixedSize(1);
            case AxisKind.Channel when channels > 0 || !field.Exists:
                if (channels == 0)
                    field.Problems.Error(field.Path[..^"size".Length] + "channel_names", "nothing", "a list of at least one name");
                return new FixedSize(Math.Max(1, channels));
            default:
                return Length(field, isInput);
        }
    }

    private static AxisSize Length(Field field, bool isInput)
    {
        var expected = isInput
            ? "a whole number ≥ 1, {min, step} or {tensor_id, axis_id, offset}"
            : "a whole number ≥ 1, {tensor_id, axis_id, offset} or {min, max}";
        if (!field.IsMap)
        {
            if (!field.Exists)
                field.Error(expected);
            return new FixedSize(field.Whole(1, expected) ?? 1);
        }
        if (field["tensor_id"].Exists || field["axis_id"].Exists)
        {
            var reference = new ReferencedSize(field["tensor_id"].Required("the id of a tensor"), field["axis_id"].Required("the id of one of its axes"), field["offset"].Whole(-1_000_000_000) ?? 0);
            field.WarnOfUnknownKeys();
            return reference;
        }
        if (field["step"].Exists || (isInput && field["min"].Exists))
        {
            // A step of 0 is a length that never changes: format 0.4 wrote it so.
            var step = field["step"].Required("a whole number ≥ 1").Length > 0 ? field["step"].Whole(1) ?? 1 : 1;
            var stepped = new SteppedSize(field["min"].Whole(1) ?? RequiredMinimum(field["min"]), step);
            if (!isInput)
                field.Error(expected);
            field.WarnOfUnknownKeys();
            return stepped;
        }
        if (isInput || field.Entries().Any(entry => entry.Key is not ("min" or "max")))
            field.Error(expected);
        return new DataDependentSize(field["min"].Whole(1) ?? 1, field["max"].Whole(1));
    }

    private static int RequiredMinimum(Field field)
    {
        if (!field.Exists)
            field.Error("a whole number ≥ 1");
        return 1;
    }

    /// <summary>Types and ranges: one for all channels, or a list with one for each, of which the widest range counts.</summary>
    private static (string Type, (double? Minimum, double? Maximum) Range) Data(Field field)
    {
        string? first = null;
        double? low = null, high = null;
        var unbounded = (Low: false, High: false);
        foreach (var each in field.OneOrMore())
        {
            if (!each.RequireMap("{type, range} or {type, values}"))
                continue;
            var type = DataType(each["type"], each["values"].Exists ? "uint8" : "float32");
            if (first is not null && first != type)
                each["type"].Error($"'{first}', as for the other channels");
            first ??= type;
            var (from, to) = Range(each["range"]);
            unbounded = (unbounded.Low | from is null, unbounded.High | to is null);
            low = low is null || from < low ? from : low;
            high = high is null || to > high ? to : high;
            each.WarnOfUnknownKeys("unit", "scale", "offset");
        }
        return (first ?? "float32", (unbounded.Low ? null : low, unbounded.High ? null : high));
    }

    public static string DataType(Field field, string otherwise)
    {
        if (field.Text() is not { } type)
            return otherwise;
        if (!AxisWords.DataTypes.Contains(type, StringComparer.Ordinal))
            field.Error(Spelling.Nearest(type, AxisWords.DataTypes) is { } meant ? $"'{meant}', probably" : $"one of {string.Join(", ", AxisWords.DataTypes)}");
        return type;
    }

    /// <summary>Two numbers; an infinite one is no bound.</summary>
    public static (double? Minimum, double? Maximum) Range(Field field)
    {
        var ends = field.Items();
        if (ends.Count == 0 && !field.Exists)
            return (null, null);
        if (ends.Count != 2)
        {
            field.Error("[smallest, largest], with null or .inf for no bound");
            return (null, null);
        }
        double? low = Bound(ends[0]), high = Bound(ends[1]);
        if (low > high)
            field.Error("the smaller number first");
        return (low, high);
    }

    private static double? Bound(Field field) => field.Number("a number, null or .inf") is { } number && double.IsFinite(number) ? number : null;
}
