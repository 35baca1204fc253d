namespace BioDL.Models;

/// <summary>How an output's rows or columns lie over those of the input.</summary>
/// <param name="Factor">Pixels of the output for one of the input.</param>
/// <param name="Offset">Pixels of the output that there are more than that; negative where the network cuts off its borders.</param>
/// <param name="Halo">Pixels of the output at each end that are not to be trusted.</param>
internal readonly record struct OutputGeometry(double Factor, int Offset, int Halo)
{
    /// <summary>Pixels of the input that the network cuts off at each end.</summary>
    public int CutOff => Offset >= 0 ? 0 : (int)Math.Ceiling(-Offset / (2 * Factor));

    /// <summary>Pixels of the input that <see cref="Halo"/> stands for.</summary>
    public int InputHalo => (int)Math.Ceiling(Halo / Factor);

    /// <summary>Length of the output for a length of the input.</summary>
    public int Length(int input) => (int)Math.Floor(input * Factor + Offset + 1e-9);

    /// <summary>How an axis of an output depends on the same axis of the input.</summary>
    /// <param name="model">The description.</param>
    /// <param name="output">The output.</param>
    /// <param name="axisId"><c>y</c> or <c>x</c>.</param>
    /// <param name="input">The input.</param>
    /// <param name="lengthIn">The only length that the input may have, or the smallest.</param>
    /// <returns>Null when it is only known once the network ran.</returns>
    public static OutputGeometry? Of(ModelDescription model, TensorDescription output, string axisId, TensorDescription input, int lengthIn)
    {
        var axis = output.Axes.First(each => each.Id == axisId);
        switch (axis.Size)
        {
            case FixedSize { Length: var length }:
                return new OutputGeometry((double)length / lengthIn, 0, axis.Halo);
            case ReferencedSize reference:
                var (factor, offset) = Resolve(model, axis, reference, input, axisId, depth: 0);
                return factor > 0 ? new OutputGeometry(factor, offset, axis.Halo) : null;
            default:
                return null;
        }
    }

    private static (double Factor, int Offset) Resolve(ModelDescription model, Axis axis, ReferencedSize reference, TensorDescription input, string axisId, int depth)
    {
        var tensor = model.Inputs.Concat(model.Outputs).FirstOrDefault(each => each.Id == reference.Tensor);
        var other = tensor?.Axes.FirstOrDefault(each => each.Id == reference.Axis);
        if (other is null || depth > 4)
            return (0, 0);
        var factor = other.Scale / axis.Scale;
        if (tensor == input && other.Id == axisId)
            return (factor, reference.Offset);
        if (other.Size is not ReferencedSize next)
            return (0, 0);
        var (further, offset) = Resolve(model, other, next, input, axisId, depth + 1);
        return (further * factor, (int)Math.Floor(offset * factor) + reference.Offset);
    }
}
