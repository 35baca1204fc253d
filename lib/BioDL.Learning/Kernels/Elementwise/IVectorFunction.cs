using System.Numerics;

namespace BioDL.Learning.Kernels.Elementwise;

/// <summary>A function of one number, computed for as many numbers at once as a vector holds.</summary>
internal interface IVectorFunction<T>
{
    /// <summary>The function of each lane.</summary>
    Vector<T> Of(Vector<T> x);
}
