# Writes complex-error-function.csv: K and L on the domain that line-by-line calculations need, 40 digits inside.
from mpmath import mp, mpf, mpc, erfc, exp
mp.dps=40
def w(x,y):
    z=mpc(x,y)
    # w(z)=exp(-z^2) erfc(-iz)
    if abs(z)>30:  # continued fraction (Laplace), converges fast here
        i=mpc(0,1); f=mpf(0)
        for n in range(400,0,-1): f=mpf(n)/2/(z-f)
        return i/mp.sqrt(mp.pi)/(z-f)
    mp.dps=60+int(2*abs(z)**2/2.3)
    r=exp(-z*z)*erfc(mpc(0,-1)*z); mp.dps=40
    return r
rows=[]
xs=[0]+[10**(-4+6.5*k/40) for k in range(41)]+[3.5,4,4.5,5,5.25,5.5,5.75,6,6.5,7,8,9,10,12,14,14.9,14.999,15,15.001,16,20,25]
ys=[1e-8,1e-7,1e-6]+[10**(-6+8.3*k/24) for k in range(1,25)]
for y in ys:
    for x in xs:
        v=w(mpf(repr(x)),mpf(repr(y)))
        rows.append('%r,%r,%s,%s'%(float(x),float(y),mp.nstr(v.real,17),mp.nstr(v.imag,17)))
print('# Complex error function w(x+iy) = K + iL with 40 or more digits (mpmath %s): exp(-z^2) erfc(-iz), Laplace continued fraction beyond |z| = 30.'%__import__('mpmath').__version__)
print('x,y,k,l')
print('\n'.join(rows))
