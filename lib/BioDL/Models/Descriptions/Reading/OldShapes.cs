namespace BioDL.Models;

/// <summary>Axes, shapes and halos of formats 0.3 and 0.4.</summary>
internal static class OldShapes
{
    /// <summary>The letters of a tensor's axes; those that stand for nothing or come twice are errors.</summary>
    public static string Letters(Field field)
    {
        // Format 0.3 also allowed a list of letters.
        var letters = field.IsList ? string.Concat(field.Texts()) : field.Required($"letters from {AxisWords.AllLetters}, such as bcyx");
        if (letters.Any(letter => AxisWords.Of(letter) is null) || letters.Distinct().Count() != letters.Length)
            field.Error($"letters from {AxisWords.AllLetters}, each once, such as bcyx");
        return string.Concat(letters.Where(letter => AxisWords.Of(letter) is not null).Distinct());
    }

    /// <summary>A list of lengths, or <c>{min, step}</c>.</summary>
    public static IReadOnlyList<Axis> InputAxes(Field shape, string letters)
    {
        IReadOnlyList<AxisSize> sizes;
        if (shape.IsMap)
        {
            var (least, steps) = (Lengths(shape["min"], letters, 1), Lengths(shape["step"], letters, 0));
            sizes = [.. least.Zip(steps, (minimum, step) => step == 0 ? (AxisSize)new FixedSize(minimum) : new SteppedSize(minimum, step))];
            shape.WarnOfUnknownKeys();
        }
        else
        {
            sizes = [.. Lengths(shape, letters, 1).Select(length => new FixedSize(length))];
        }
        return [.. letters.Select((letter, i) => New(letter, sizes[i]))];
    }

    /// <summary>A list of lengths, or what another tensor dictates: length · scale + 2 · offset, with scale 0 (or none) for axes that it does not have.</summary>
    public static IReadOnlyList<Axis> OutputAxes(Field shape, string letters, IReadOnlyList<TensorDescription> inputs)
    {
        if (!shape.IsMap)
            return [.. letters.Zip(Lengths(shape, letters, 1), (letter, length) => New(letter, new FixedSize(length)))];
        var reference = shape.Either("reference_tensor", "reference_input");
        var name = reference.Required("the name of a tensor");
        var input = inputs.FirstOrDefault(tensor => tensor.Id == name);
        if (input is null && name.Length > 0)
            reference.Error($"the name of an input: {string.Join(", ", inputs.Select(tensor => tensor.Id))}");
        var (scales, offsets) = (Factors(shape["scale"], letters), Factors(shape["offset"], letters));
        shape.WarnOfUnknownKeys("reference_input");
        return [.. letters.Select((letter, i) => Follow(New(letter, new FixedSize(1)), input, scales[i], 2 * offsets[i], shape))];
    }

    /// <summary>
    /// Values that are cut off at each end. Format 0.5 allows that where a size refers to another axis; a fixed size is brought to that where the input has a fixed
    /// size too.
    /// </summary>
    public static IReadOnlyList<Axis> WithHalo(IReadOnlyList<Axis> axes, Field halo, IReadOnlyList<TensorDescription> inputs)
    {
        if (!halo.Exists)
            return axes;
        var widths = halo.Items();
        if (widths.Count != axes.Count)
        {
            halo.Error($"{axes.Count} whole numbers ≥ 0, one for each axis");
            return axes;
        }
        return [.. axes.Zip(widths, (axis, width) => Cut(axis, width.Whole(0) ?? 0, width, inputs))];
    }

    private static Axis Cut(Axis axis, int width, Field field, IReadOnlyList<TensorDescription> inputs)
    {
        if (width == 0)
            return axis;
        if (axis.Kind is not (AxisKind.Space or AxisKind.Time))
        {
            field.Warn($"0: the {axis.Id} axis has no edges to cut");
            return axis;
        }
        if (axis.Size is FixedSize own && inputs.FirstOrDefault(tensor => tensor.Axes.Any(each => each.Id == axis.Id && each.Size is FixedSize)) is { } input)
            axis = axis with { Size = new ReferencedSize(input.Id, axis.Id, own.Length - ((FixedSize)input.Axes.First(each => each.Id == axis.Id).Size).Length) };
        return axis with { Halo = width };
    }

    private static Axis Follow(Axis axis, TensorDescription? input, double scale, double offset, Field shape)
    {
        if (scale < 0 || offset != Math.Round(offset) || Math.Abs(offset) > 1e9)
            shape.Error($"for the {axis.Id} axis a scale ≥ 0 and an offset that is a multiple of ½; found {scale} and {offset / 2}");
        if (scale == 0)
        {
            if (offset < 1)
                shape.Error($"for the {axis.Id} axis, whose scale is 0, twice the offset is the length and at least 1; found {offset}");
            return axis with { Size = new FixedSize(Math.Max(1, (int)offset)) };
        }
        var followed = input?.Axes.FirstOrDefault(each => each.Id == axis.Id);
        if (input is not null && followed is null)
            shape.Error($"for the {axis.Id} axis the scale 0, since {input.Id} has no such axis");
        if (input is null || followed is null)
            return axis;
        return axis.Kind switch
        {
            AxisKind.Batch when scale == 1 && offset == 0 => axis with { Size = followed.Size },
            AxisKind.Space or AxisKind.Time => axis with { Size = new ReferencedSize(input.Id, axis.Id, (int)offset), Scale = followed.Scale / scale },
            _ when followed.Size is FixedSize { Length: var length } => axis with { Size = new FixedSize(Math.Max(1, (int)Math.Min(1e9, Math.Floor(length * scale + offset)))) },
            _ => axis with { Size = new ReferencedSize(input.Id, axis.Id, (int)offset), Scale = 1 / scale },
        };
    }

    private static Axis New(char letter, AxisSize size)
    {
        var (kind, id) = AxisWords.Of(letter)!.Value;
        return new Axis { Kind = kind, Id = id, Size = size };
    }

    private static IReadOnlyList<int> Lengths(Field field, string letters, int least)
    {
        var expected = $"{letters.Length} whole numbers ≥ {least}, one for each of the axes {letters}";
        var items = field.IsList ? field.Items() : [];
        if (!field.IsList || (items.Count != letters.Length && !field.Problems.HasErrorsAt(field.Path[..field.Path.LastIndexOf('.')] + ".axes")))
            field.Error(expected);
        return [.. letters.Select((_, i) => i < items.Count ? items[i].Whole(least) ?? Math.Max(1, least) : Math.Max(1, least))];
    }

    private static IReadOnlyList<double> Factors(Field field, string letters)
    {
        var items = field.IsList ? field.Items() : [];
        if (items.Count != letters.Length)
            field.Error($"{letters.Length} numbers, one for each of the axes {letters}");
        return [.. letters.Select((_, i) => i < items.Count ? items[i].Finite(0) : 0)];
    }
}
