using System.Numerics;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Reductions;

/// <summary>Exponentials of differences, as sums of exponentials need them.</summary>
internal static class Exponentials
{
    /// <summary>exp(left − right), sizes of 1 repeated.</summary>
    public static void OfDifferences<T>(Tensor left, Tensor right, Tensor target, ComputeOptions compute)
        where T : unmanaged, INumber<T>
    {
        var difference = VectorPairs.Of<T, Minus<T>>(default);
        new BroadcastWork<T>(BroadcastPlan.Of(left.Shape.ToArray(), right.Shape.ToArray()), difference, left, right, target).Run(compute.Threads);
        ComputeThreads.Pieces(target.Count, VectorMap.Piece, compute.Threads, (start, length) =>
        {
            var piece = target.Span<T>().Slice(start, length);
            VectorMap.Apply(new Exponential<T>(), piece, piece);
        });
    }
}
