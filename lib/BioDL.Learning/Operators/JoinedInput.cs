namespace BioDL.Learning.Operators;

/// <summary>
/// What a convolution reads when it joins tensors: their channels follow each other. Where each but the last fills its blocks, they are read where
/// they are; otherwise they are copied together first.
/// </summary>
internal sealed class JoinedInput
{
    private readonly Tensor[] parts;
    private readonly int[] inputs;

    private JoinedInput(Tensor[] parts, int[] inputs, TensorShape shape)
    {
        this.parts = parts;
        this.inputs = inputs;
        Shape = shape;
    }

    /// <summary>The shape of the whole.</summary>
    public TensorShape Shape { get; }

    /// <summary>Whether it is one plain tensor.</summary>
    public bool IsPlain => parts is [{ Layout: TensorLayout.Plain }];

    /// <summary>The first input and all from the fourth on.</summary>
    /// <exception cref="OnnxException">They cannot be joined.</exception>
    public static JoinedInput Of(OperatorCall call)
    {
        int[] inputs = [0, .. Enumerable.Range(3, call.InputCount - 3)];
        Tensor[] parts = [.. inputs.Select(call.Input)];
        var first = parts[0];
        foreach (var part in parts)
        {
            if (part.Type != ElementType.Float32 || part.Shape.Rank != first.Shape.Rank || part.Shape.Rank < 3 || part.Shape.With(1, first.Shape[1]) != first.Shape)
                throw new OnnxException($"{first} and {part} cannot be joined along axis 1: Float32, and all other sizes equal, is expected");
        }
        var shape = first.Shape.With(1, parts.Sum(part => part.Shape[1]));
        var isWhole = shape.Rank == 4 && parts.SkipLast(1).All(part => part.Shape[1] % TensorLayouts.Block == 0);
        return isWhole ? new JoinedInput(parts, inputs, shape) : new JoinedInput([Copied(call, inputs, shape)], [-1], shape);
    }

    /// <summary>Where each block of each image starts; of a plain input, where each image starts.</summary>
    public unsafe float*[] Blocks(OperatorCall call, bool isBlocked)
    {
        var images = Shape[0];
        var all = isBlocked ? [.. parts.Select((part, n) => inputs[n] < 0 ? call.Blocked(part) : call.Blocked(inputs[n]))] : parts;
        var counts = Array.ConvertAll(all, part => isBlocked ? TensorLayouts.Blocks(part.Shape[1]) : 1);
        var starts = new float*[images * counts.Sum()];
        var next = 0;
        for (var image = 0; image < images; image++)
        {
            for (var part = 0; part < all.Length; part++)
            {
                var length = all[part].Count / (images * counts[part]);
                for (var block = 0; block < counts[part]; block++)
                    starts[next++] = all[part].Floats + ((((long)image * counts[part]) + block) * length);
            }
        }
        return starts;
    }

    private static unsafe Tensor Copied(OperatorCall call, int[] inputs, TensorShape shape)
    {
        var whole = call.Scratch(ElementType.Float32, shape);
        var pixels = shape.CountOf(2, shape.Rank);
        long place = 0;
        for (var image = 0; image < shape[0]; image++)
        {
            foreach (var input in inputs)
            {
                var part = call.Plain(input);
                var length = part.Shape[1] * pixels;
                new ReadOnlySpan<float>(part.Floats + ((long)image * length), length).CopyTo(new Span<float>(whole.Floats + place, length));
                place += length;
            }
        }
        return whole;
    }
}
