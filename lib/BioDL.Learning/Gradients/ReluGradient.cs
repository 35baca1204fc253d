using System.Numerics;
using System.Runtime.InteropServices;

namespace BioDL.Learning.Gradients;

/// <summary>The gradient where the output is above 0, else 0.</summary>
internal sealed class ReluGradient : GradientRule
{
    public override void Backward(GradientCall call)
    {
        var layout = call.Output(0).Layout;
        Select(call.Output(0).Numbers, call.Gradient(0, layout).Numbers, call.Place(0, layout).Numbers);
    }

    private static void Select(ReadOnlySpan<float> outputs, ReadOnlySpan<float> gradient, Span<float> target)
    {
        var wideOutputs = MemoryMarshal.Cast<float, Vector<float>>(outputs);
        var wideGradient = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var wideTarget = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var n = 0; n < wideTarget.Length; n++)
            wideTarget[n] = Vector.ConditionalSelect(Vector.GreaterThan(wideOutputs[n], Vector<float>.Zero), wideGradient[n], Vector<float>.Zero);
        for (var n = wideTarget.Length * Vector<float>.Count; n < target.Length; n++)
            target[n] = outputs[n] > 0 ? gradient[n] : 0;
    }
}
