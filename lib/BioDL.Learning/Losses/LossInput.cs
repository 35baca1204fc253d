namespace BioDL.Learning.Losses;

/// <summary>
/// What a loss looks at: predictions as (batch, channel, positions), whatever the number of axes, with targets and mask found by the same numbers.
/// </summary>
internal readonly unsafe ref struct LossInput
{
    private readonly float* prediction;
    private readonly float* numbers;
    private readonly long* longs;
    private readonly int* integers;
    private readonly float* mask;
    private readonly float* gradient;
    private readonly bool maskHasChannels;
    private readonly double weight;

    public LossInput(Tensor prediction, Tensor target, Tensor? mask, Tensor? gradient, double weight)
    {
        if (prediction.Type != ElementType.Float32 || prediction.Shape.Rank < 2)
            throw new ArgumentException($"A loss needs predictions of Float32 (batch, channel, …), but got {prediction}.");
        var shape = prediction.Shape;
        Images = shape[0];
        Channels = shape[1];
        Positions = shape.CountOf(2, shape.Rank);
        this.prediction = prediction.Floats;
        this.gradient = gradient is null ? null : gradient.Floats;
        this.weight = weight;
        switch (target.Type)
        {
            case ElementType.Float32 when target.Shape == shape:
                numbers = target.Floats;
                break;
            case ElementType.Int64 when IsWithoutChannels(shape, target.Shape):
                longs = (long*)target.Memory.Pointer;
                break;
            case ElementType.Int32 when IsWithoutChannels(shape, target.Shape):
                integers = (int*)target.Memory.Pointer;
                break;
            default:
                throw new ArgumentException(
                    $"The targets are {target}, but for predictions of shape {shape} they must be Float32 of the same shape, or class numbers (Int64 or Int32) without the channel axis.");
        }
        if (mask is null)
            return;
        maskHasChannels = mask.Shape == shape && Channels > 1;
        if (mask.Type != ElementType.Float32 || !(mask.Shape == shape || mask.Shape == shape.With(1, 1) || IsWithoutChannels(shape, mask.Shape)))
            throw new ArgumentException($"The mask is {mask}, but for predictions of shape {shape} it must be Float32 of that shape, with one channel, or without the channel axis.");
        this.mask = mask.Floats;
    }

    public int Images { get; }

    public int Channels { get; }

    public int Positions { get; }

    /// <summary>Whether targets are class numbers rather than a number for each prediction.</summary>
    public bool HasClasses => numbers == null;

    /// <summary>Number of predictions.</summary>
    public long Count => (long)Images * Channels * Positions;

    public float Prediction(int image, int channel, int position) => prediction[Index(image, channel, position)];

    /// <summary>The target of one element: given, or 1 for the position's class and 0 for the others.</summary>
    public float Target(int image, int channel, int position) =>
        HasClasses ? (Class(image, position) == channel ? 1 : 0) : numbers[Index(image, channel, position)];

    /// <summary>The class of a position.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public int Class(int image, int position)
    {
        var index = (long)image * Positions + position;
        var value = longs != null ? longs[index] : integers[index];
        return value >= 0 && value < Channels ? (int)value : throw new ArgumentException(
            $"Class {value} at image {image}, position {position}: the predictions have {Channels} channels, so classes are 0 to {Channels - 1}. Mask out what has no class.");
    }

    public double Mask(int image, int channel, int position) => mask == null ? 1
        : maskHasChannels ? mask[Index(image, channel, position)]
        : mask[(long)image * Positions + position];

    /// <summary>Adds to the derivative by one prediction.</summary>
    public void AddGradient(int image, int channel, int position, double value)
    {
        if (gradient != null)
            gradient[Index(image, channel, position)] += (float)(weight * value);
    }

    private static bool IsWithoutChannels(TensorShape shape, TensorShape other) =>
        other.Rank == shape.Rank - 1 && other[0] == shape[0] && other.Count == shape.Count / Math.Max(1, shape[1]);

    private long Index(int image, int channel, int position) => ((long)image * Channels + channel) * Positions + position;
}
