using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Resizing;

/// <summary>What resizing, or its way back, needs to know for the sizes of last time, so that it need not be worked out for every image.</summary>
internal sealed class PreparedResize(Interpolation interpolation, ResizeTarget target, bool isWayBack = false)
{
    private readonly List<(int Axis, AxisWeights Weights)> passes = [];
    private TensorShape? shape;
    private byte[] scales = [];
    private byte[] sizes = [];

    /// <summary>What shall become of each axis.</summary>
    public AxisTarget[] Targets { get; private set; } = [];

    /// <summary>For each axis that changes, innermost first, of what its elements are made.</summary>
    public IReadOnlyList<(int Axis, AxisWeights Weights)> Passes => passes;

    /// <summary>Whether only rows and columns change.</summary>
    public bool LeavesChannels { get; private set; }

    /// <summary>The shape of what is made.</summary>
    public TensorShape Output { get; private set; }

    /// <summary>Works out what is needed, unless it is as last time.</summary>
    /// <exception cref="OnnxException">Neither scales nor sizes are given, or they do not fit.</exception>
    public void For(TensorShape input, Tensor? givenScales, Tensor? givenSizes)
    {
        ReadOnlySpan<byte> scaleBytes = givenScales is null ? default : givenScales.Bytes, sizeBytes = givenSizes is null ? default : givenSizes.Bytes;
        if (shape == input && scaleBytes.SequenceEqual(scales) && sizeBytes.SequenceEqual(sizes))
            return;
        shape = null;
        Targets = target.Find(input, givenScales, givenSizes is null ? null : InputReading.WholeNumbers(givenSizes, "the input of sizes"));
        Output = InputReading.Shape([.. Targets.Select(each => (long)each.Size)]);
        passes.Clear();
        LeavesChannels = true;
        for (var axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (Targets[axis].Size == input[axis] && Targets[axis].Scale == 1)
                continue;
            var weights = interpolation.Along(input[axis], Targets[axis]);
            passes.Add((axis, isWayBack ? weights.Turned(input[axis]) : weights));
            LeavesChannels &= axis > 1;
        }
        (scales, sizes, shape) = (scaleBytes.ToArray(), sizeBytes.ToArray(), input);
    }
}
