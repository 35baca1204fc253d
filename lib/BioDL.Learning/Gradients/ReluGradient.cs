using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Gradients;

/// <summary>The gradient where the output is above 0, else 0.</summary>
internal sealed class ReluGradient : GradientRule
{
    public override void Backward(GradientCall call)
    {
        var layout = call.Output(0).Layout;
        var parts = new Parts(call.Output(0), call.Gradient(0, layout), call.Place(0, layout));
        ComputeThreads.Run(parts.Count, call.Compute.Threads, ref parts);
    }

    private readonly unsafe struct Parts(Tensor output, Tensor gradient, Tensor target) : IParts
    {
        private const int Piece = 1 << 16;
        private const int Lanes = 16;

        private readonly float* output = output.Floats;
        private readonly float* gradient = gradient.Floats;
        private readonly float* target = target.Floats;
        private readonly int count = output.Count;

        public int Count => (int)(((long)count + Piece - 1) / Piece);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part)
        {
            nint n = (nint)part * Piece, end = Math.Min(n + Piece, count);
            for (; n <= end - Lanes; n += Lanes)
                Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(output + n), Vector512<float>.Zero), Vector512.Load(gradient + n), Vector512<float>.Zero).Store(target + n);
            for (; n < end; n++)
                target[n] = output[n] > 0 ? gradient[n] : 0;
        }
    }
}
