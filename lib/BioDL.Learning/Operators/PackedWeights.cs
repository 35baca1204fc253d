using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators;

/// <summary>
/// The packed weights of one operator. Those of constant weights are kept until the weights change; others are packed for one call.
/// </summary>
internal sealed class PackedWeights(bool isTransposed) : IDisposable
{
    private readonly Lock gate = new();
    private Key kept;
    private ConvolutionWeights? weights;

    /// <summary>Packed weights for a call; dispose the lease when it is done.</summary>
    public Lease For(OperatorCall call, ConvolutionShape shape, bool isBlocked)
    {
        if (!call.IsConstant(1) || (call.Has(2) && !call.IsConstant(2)))
            return new Lease(Pack(call, shape, isBlocked), isOwner: true);
        var key = new Key(isBlocked, Stamp(call.Input(1)), call.Optional(2) is { } bias ? Stamp(bias) : default);
        lock (gate)
        {
            if (weights is null || key != kept)
            {
                weights?.Dispose();
                weights = Pack(call, shape, isBlocked);
                kept = key;
            }
            return new Lease(weights, isOwner: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            weights?.Dispose();
            weights = null;
        }
    }

    private static (TensorMemory? Memory, int Version) Stamp(Tensor tensor) => (tensor.Memory, tensor.Memory.Version);

    private ConvolutionWeights Pack(OperatorCall call, ConvolutionShape shape, bool isBlocked) =>
        new(shape, isTransposed, isBlocked, call.Input(1).Span<float>(), call.Optional(2) is { } bias ? bias.Span<float>() : default, default);

    /// <summary>The use of packed weights during a call.</summary>
    internal readonly struct Lease(ConvolutionWeights value, bool isOwner) : IDisposable
    {
        /// <summary>The weights.</summary>
        public ConvolutionWeights Value { get; } = value;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (isOwner)
                Value.Dispose();
        }
    }

    private readonly record struct Key(bool IsBlocked, (TensorMemory? Memory, int Version) Weights, (TensorMemory? Memory, int Version) Bias);
}
